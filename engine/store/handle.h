/* What the files of the store share: the open file, and how its errors are told. */
#ifndef DEMARCHE_STORE_HANDLE_H
#define DEMARCHE_STORE_HANDLE_H

#include "base/text.h"
#include "store/lock.h"
#include "store/store.h"

#include <sqlite3.h>
#include <sys/types.h>

/* The columns of `runs` that every file has, in this order, before factors and measures. */
/* clang-format off: one row a line */
#define RUN_COLUMN_MAP(X)                       \
  X(ID, "run_id", "INTEGER PRIMARY KEY")        \
  X(POINT, "point", "INTEGER NOT NULL")         \
  X(REPLICATE, "replicate", "INTEGER NOT NULL") \
  X(SEED, "seed", "INTEGER")                    \
  X(DIGEST, "digest", "TEXT")                   \
  X(STATUS, "status", "TEXT NOT NULL")          \
  X(REASON, "reason", "TEXT NOT NULL")          \
  X(DAYS, "days", "INTEGER")                    \
  X(EVENTS, "events", "INTEGER")

/* Statements that are kept. The texts of the first two are made from the plan. */
#define KEPT_MAP(X)                                                                   \
  X(PUT_RUN, NULL)                                                                    \
  X(READ_RUN, NULL)                                                                   \
  X(HAS_RUN, "SELECT status, digest, reason FROM runs WHERE run_id = ?1")             \
  X(PUT_SERIES, "INSERT INTO series (run_id, days, blob) VALUES (?1, ?2, ?3)")        \
  X(READ_SERIES, "SELECT days, blob FROM series WHERE run_id = ?1")                   \
  X(PUT_TIMING, "INSERT INTO timing (run_id, seconds, attempts) VALUES (?1, ?2, ?3)") \
  X(READ_TIMING, "SELECT seconds, attempts FROM timing WHERE run_id = ?1")            \
  X(PUT_EVENT, "INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "  \
               "?11, ?12, ?13, ?14, ?15, ?16, ?17)")                                  \
  X(READ_EVENTS, "SELECT * FROM event WHERE run_id = ?1 ORDER BY id")                 \
  X(CLEAR_SERIES, "DELETE FROM series WHERE run_id = ?1")                             \
  X(CLEAR_TIMING, "DELETE FROM timing WHERE run_id = ?1")                             \
  X(CLEAR_EVENTS, "DELETE FROM event WHERE run_id = ?1")                              \
  X(BEGIN, "BEGIN IMMEDIATE")                                                         \
  X(COMMIT, "COMMIT")
/* clang-format on */

enum run_column {
#define X(name, word, type) RUN_COLUMN_##name,
  RUN_COLUMN_MAP(X)
#undef X
      RUN_COLUMN_FIXED
};

enum kept {
#define X(name, sql) KEPT_##name,
  KEPT_MAP(X)
#undef X
      KEPT_COUNT
};

enum {
  STORE_COLUMN_MAX = 2000,     /* SQLite's own limit */
  STORE_VALUE_MAX = 64 << 20,  /* bytes of one text or blob that a file may hold */
  STORE_PLAN_BYTES = 96 << 20, /* of a plan with its bundle, in memory */
  STORE_BUSY_MS = 4000,        /* how long another program's lock is waited for */
  STORE_LOG_PAGES = 4000,      /* of the log, before it is written back */
  STORE_DAYS_MAX = 1000000,
  STORE_POINTS_MAX = 1000000000, /* memory is asked for each */
};

struct store {
  sqlite3 *db;
  char *path;    /* as it was opened */
  char *real;    /* absolute, without symbolic links */
  bool writer;   /* holds [lock] */
  bool failed;   /* a write failed: [fault] says how */
  bool begun;    /* a transaction is under way */
  bool log;      /* the journal is a log (WAL) */
  int pending;   /* runs put since the last commit */
  int log_pages; /* in the log after the last commit */
  dev_t device;  /* of the file, to see that it is still there */
  ino_t inode;
  int64_t size;     /* of the file when it was last looked at: it never gets shorter */
  dev_t log_device; /* of the log, likewise */
  ino_t log_inode;
  struct store_lock lock;
  struct err fault;
  struct arena arena; /* of [plan] and [columns] */
  struct store_plan plan;
  const char **columns; /* names in `runs`: [factor], then [measure] */
  sqlite3_stmt *kept[KEPT_COUNT];
  unsigned char *packed; /* room for one run's series */
  size_t packed_room;
};

/* --- fault.c ------------------------------------------------------------------------------- */

/* Tells what SQLite's [code] means for the file. Never ERR_OK. */
enum err_code store_fault(struct store *store, int code, struct err *err);

/* The same of a failed write: the store is of no more use, what was not committed is let go. */
enum err_code store_fault_write(struct store *store, int code, struct err *err);

/* As store_fault_write, of a fault that is in [err] already. */
enum err_code store_give_in(struct store *store, enum err_code code, const struct err *err);

/* "is damaged: [what]". */
enum err_code store_damaged(struct store *store, struct err *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* --- statement.c --------------------------------------------------------------------------- */

enum err_code store_execute(struct store *store, const char *sql, struct err *err);
enum err_code store_prepare(struct store *store, const char *sql, sqlite3_stmt **out,
                            struct err *err);

/* The kept statement, reset and ready to bind. */
enum err_code store_kept(struct store *store, enum kept kept, sqlite3_stmt **out, struct err *err);

/* One number that [sql] asks for. */
enum err_code store_number(struct store *store, const char *sql, int64_t *out, struct err *err);

/* Binds; NULL is bound as NULL. The text must live until the statement is stepped. */
void store_bind_text(sqlite3_stmt *statement, int at, const char *text);

/* Steps a statement that gives no rows and resets it. SQLite's code, SQLITE_OK if well. */
int store_step_once(sqlite3_stmt *statement);

/* A text column as a string; NULL if it is not a text, or holds a NUL. Valid until the next step.
 */
const char *store_column_text(sqlite3_stmt *statement, int column);

/* An integer column in [low]..[high]. */
bool store_column_integer(sqlite3_stmt *statement, int column, int64_t low, int64_t high,
                          int64_t *out);

/* A number, NaN for NULL; false for anything else. */
bool store_column_number(sqlite3_stmt *statement, int column, double *out);

/* A status by its word, RUN_STATUS_COUNT if it is none. */
enum run_status store_status_of(const char *word);

/* Everything that is read until store_end_reading is of one moment. */
enum err_code store_begin_reading(struct store *store, bool *begun, struct err *err);
void store_end_reading(struct store *store, bool begun);

/* --- schema.c ------------------------------------------------------------------------------ */

/* Adds [name] in double quotes, safe as a name of SQL whatever it holds. */
void store_add_name(struct text *sql, const char *name);

/* Adds the columns of `runs`, fixed ones first, separated by commas. */
void store_add_columns(struct text *sql, const struct store *store);

/* The statements that make an empty file for [plan]. Names columns of [columns] ([factor] then
 * [measure], in [arena]) so that no two are equal to SQLite. */
enum err_code store_schema(struct text *sql, const struct store_plan *plan, struct arena *arena,
                           const char ***columns, const char *where, struct err *err);

/* --- plan_write.c, plan_read.c, compare.c ----------------------------------------------------- */

/* Fills the tables of the plan of an empty file. */
enum err_code store_write_plan(struct store *store, const struct store_plan *plan,
                               const char *const *columns, struct err *err);

/* Puts the lines that may change as [plan] has them, and the number of planned runs. */
enum err_code store_update_plan(struct store *store, const struct store_plan *plan,
                                struct err *err);

/* Reads plan and names of columns into the store; every count, type and size is checked. */
enum err_code store_read_plan(struct store *store, struct err *err);

/* ERR_STORE at [where] naming the first thing in which [found] differs from [expected]. [as] ends
 * the sentence: "as the sweep began". [strict]: also what may change; the shard only if not. */
enum err_code store_compare(const struct store_plan *found, const struct store_plan *expected,
                            bool strict, const char *where, const char *as, struct err *err);

/* --- open.c ---------------------------------------------------------------------------------- */

/* [path] without links: of the file, or of the folder it would lie in. [size] is -1 if there is no
 * file. To be freed. */
enum err_code store_resolve(const char *path, char **real, int64_t *size, struct err *err);

/* A handle with nothing open. */
enum err_code store_new(struct store **out, const char *path, char *real, struct err *err);

/* Opens SQLite's connection with all its defences. [uri] instead of the path, if not NULL. */
enum err_code store_connect(struct store *store, const char *name, int flags, struct err *err);

/* Opens an existing file for writing and reads its plan; changes nothing yet. */
enum err_code store_open_writer(struct store *store, struct err *err);

/* Gives back all but the file's contents. */
void store_free(struct store *store);

/* --- same_file.c ----------------------------------------------------------------------------- */

/* Remembers which file the name means. ERR_STORE if it has a second name (a hard link). */
enum err_code store_remember_file(struct store *store, struct err *err);
enum err_code store_remember_log(struct store *store, struct err *err);

/* ERR_STORE if the name no longer means the file that is open, if that was cut off, or if its log
 * has gone. */
enum err_code store_same_file(struct store *store, struct err *err);

/* Makes the names in the file's folder last: the file's own, and its log's. */
enum err_code store_sync_folder(const struct store *store, struct err *err);

/* --- journal.c ------------------------------------------------------------------------------- */

/* Chooses the journal, and sees that what is in an old one is safe. */
enum err_code store_set_journal(struct store *store, struct err *err);

/* A file without a log can be read where nothing can be written. Readers may prevent it; then the
 * log stays, and nothing is lost. If the disk fails, nothing is lost either, but it is told. */
enum err_code store_put_log_away(struct store *store, struct err *err);

/* --- write.c --------------------------------------------------------------------------------- */

/* Begins a transaction if none is under way. */
enum err_code store_begin(struct store *store, struct err *err);

/* Takes out what other tables hold of a run. SQLite's code. */
int store_clear_run(struct store *store, int64_t run_id);

/* --- series.c -------------------------------------------------------------------------------- */

/* Numbers as 4 bytes each, little-endian IEEE, one NaN. */
void store_pack(const float *values, size_t count, unsigned char *out);
void store_unpack(const unsigned char *bytes, size_t count, float *out);

#endif
