/* String functions of scripts: no patterns, nothing longer than 4 KiB. */
#include "lua/stdlib.h"

#include "lua/budget.h"
#include "lua/heap.h"

#include <ctype.h>
#include <lauxlib.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char *text_argument(lua_State *L, int index, size_t *length) {
  const char *text = luaL_checklstring(L, index, length);
  budget_charge(L, 1 + *length / 16);
  return text;
}

static int too_long(lua_State *L) {
  return luaL_error(L, "a string over %d bytes; expected at most that", (int)HEAP_STRING_MAX);
}

static int string_len(lua_State *L) {
  size_t length = 0;
  (void)luaL_checklstring(L, 1, &length);
  lua_pushinteger(L, (lua_Integer)length);
  return 1;
}

/* A position counted from 1, negative from the end, as an offset within 0..length. */
static size_t offset(lua_Integer position, size_t length, bool is_end) {
  lua_Integer size = (lua_Integer)length;
  if (position < 0) {
    position = position < -size ? 0 : size + position + 1;
  }
  if (is_end) {
    return position > size ? length : (size_t)(position < 0 ? 0 : position);
  }
  return position < 1 ? 0 : position > size ? length : (size_t)(position - 1);
}

static int string_sub(lua_State *L) {
  size_t length = 0;
  const char *text = text_argument(L, 1, &length);
  size_t from = offset(luaL_optinteger(L, 2, 1), length, false);
  size_t to = offset(luaL_optinteger(L, 3, -1), length, true);
  lua_pushlstring(L, text + from, to > from ? to - from : 0);
  return 1;
}

static int map_bytes(lua_State *L, int (*change)(int)) {
  size_t length = 0;
  char buffer[HEAP_STRING_MAX];
  const char *text = text_argument(L, 1, &length);
  if (length > sizeof buffer) {
    return too_long(L);
  }
  for (size_t i = 0; i < length; i++) {
    buffer[i] = (char)change((unsigned char)text[i]);
  }
  lua_pushlstring(L, buffer, length);
  return 1;
}

static int string_upper(lua_State *L) {
  return map_bytes(L, toupper);
}

static int string_lower(lua_State *L) {
  return map_bytes(L, tolower);
}

static int string_reverse(lua_State *L) {
  size_t length = 0;
  char buffer[HEAP_STRING_MAX];
  const char *text = text_argument(L, 1, &length);
  if (length > sizeof buffer) {
    return too_long(L);
  }
  for (size_t i = 0; i < length; i++) {
    buffer[i] = text[length - 1 - i];
  }
  lua_pushlstring(L, buffer, length);
  return 1;
}

static int string_rep(lua_State *L) {
  size_t length = 0;
  size_t gap = 0;
  char buffer[HEAP_STRING_MAX];
  const char *text = text_argument(L, 1, &length);
  lua_Integer count = luaL_checkinteger(L, 2);
  const char *between = luaL_optlstring(L, 3, "", &gap);
  if (count <= 0 || length + gap == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  if (count > (lua_Integer)sizeof buffer || (size_t)count * (length + gap) > sizeof buffer + gap) {
    return too_long(L);
  }
  size_t at = 0;
  for (lua_Integer i = 0; i < count; i++) {
    if (i > 0) {
      memcpy(buffer + at, between, gap);
      at += gap;
    }
    memcpy(buffer + at, text, length);
    at += length;
  }
  budget_charge(L, at / 16);
  lua_pushlstring(L, buffer, at);
  return 1;
}

static int string_byte(lua_State *L) {
  size_t length = 0;
  const char *text = text_argument(L, 1, &length);
  lua_Integer first = luaL_optinteger(L, 2, 1);
  size_t from = offset(first, length, false);
  size_t to = offset(luaL_optinteger(L, 3, first), length, true);
  int count = to > from ? (int)(to - from) : 0;
  luaL_checkstack(L, count, "too many bytes");
  for (int i = 0; i < count; i++) {
    lua_pushinteger(L, (unsigned char)text[from + (size_t)i]);
  }
  return count;
}

static int string_char(lua_State *L) {
  int count = lua_gettop(L);
  char buffer[256];
  if (count > (int)sizeof buffer) {
    return luaL_error(L, "string.char: %d arguments; expected at most 256", count);
  }
  for (int i = 0; i < count; i++) {
    lua_Integer byte = luaL_checkinteger(L, i + 1);
    luaL_argcheck(L, byte >= 0 && byte <= 255, i + 1, "expected 0 to 255");
    buffer[i] = (char)(unsigned char)byte;
  }
  lua_pushlstring(L, buffer, (size_t)count);
  return 1;
}

/* Plain find: the needle is text, never a pattern. */
static int string_find(lua_State *L) {
  size_t length = 0;
  size_t sought_length = 0;
  const char *text = text_argument(L, 1, &length);
  const char *sought = text_argument(L, 2, &sought_length);
  lua_Integer start = luaL_optinteger(L, 3, 1);
  if (start > (lua_Integer)length + 1) {
    lua_pushnil(L);
    return 1;
  }
  size_t from = offset(start, length, false);
  budget_charge(L, (length - from) * (1 + sought_length / 64) / 16);
  const char *found = sought_length > length - from
                          ? NULL
                          : memmem(text + from, length - from, sought, sought_length);
  if (found == NULL) {
    lua_pushnil(L);
    return 1;
  }
  lua_pushinteger(L, found - text + 1);
  lua_pushinteger(L, found - text + (lua_Integer)sought_length);
  return 2;
}

/* --- format ------------------------------------------------------------------------------------
 */

struct format {
  char bytes[HEAP_STRING_MAX];
  size_t length;
};

static void add(lua_State *L, struct format *out, const char *bytes, size_t length) {
  if (length > sizeof out->bytes - out->length) {
    (void)too_long(L);
  }
  memcpy(out->bytes + out->length, bytes, length);
  out->length += length;
}

/* Reads "%[-+ #0]*width.precision" into [spec]; returns the conversion letter. At most two digits
 * each. */
static char read_spec(lua_State *L, const char **at, char spec[20]) {
  size_t flags = strspn(*at, "-+ #0");
  const char *end = *at + flags;
  size_t width = strspn(end, "0123456789");
  end += width;
  size_t precision = 0;
  if (*end == '.') {
    precision = strspn(end + 1, "0123456789");
    end += precision + 1;
  }
  if (flags > 5 || width > 2 || precision > 2) {
    (void)luaL_error(L, "string.format: a width or precision over two digits");
  }
  size_t length = (size_t)(end - *at);
  spec[0] = '%';
  memcpy(spec + 1, *at, length);
  spec[length + 1] = '\0';
  *at = end + 1;
  return *end;
}

static void add_number(lua_State *L, struct format *out, int argument, char spec[20], char letter) {
  char buffer[512];
  size_t end = strlen(spec);
  int length = 0;
  if (strchr("dixXouc", letter) != NULL) {
    lua_Integer value = luaL_checkinteger(L, argument);
    if (letter == 'c') {
      char byte = (char)(unsigned char)value;
      add(L, out, &byte, 1);
      return;
    }
    (void)snprintf(spec + end, 20 - end, "ll%c", letter);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* the spec was checked letter by letter */
    length = snprintf(buffer, sizeof buffer, spec, (long long)value);
  } else {
    (void)snprintf(spec + end, 20 - end, "%c", letter);
    double value = luaL_checknumber(L, argument);
    value = isnan(value) ? (double)NAN : value; /* without the sign it happened to get */
    length = snprintf(buffer, sizeof buffer, spec, value);
#pragma GCC diagnostic pop
  }
  add(L, out, buffer, (size_t)length < sizeof buffer ? (size_t)length : sizeof buffer - 1);
}

static void add_text(lua_State *L, struct format *out, int argument, const char *spec) {
  size_t length = 0;
  luaL_checkany(L, argument);
  const char *text = stdlib_text_of(L, argument, &length);
  const char *point = strchr(spec, '.');
  if (point != NULL) {
    size_t most = 0;
    for (const char *digit = point + 1; *digit != '\0'; digit++) {
      most = most * 10 + (size_t)(*digit - '0');
    }
    length = length < most ? length : most;
  }
  size_t width = 0;
  bool left = strchr(spec, '-') != NULL;
  for (const char *digit = spec + 1 + strspn(spec + 1, "-+ #0"); *digit >= '0' && *digit <= '9';
       digit++) {
    width = width * 10 + (size_t)(*digit - '0');
  }
  if (left) {
    add(L, out, text, length);
  }
  for (size_t i = length; i < width; i++) {
    add(L, out, " ", 1);
  }
  if (!left) {
    add(L, out, text, length);
  }
  lua_pop(L, 1);
}

static int string_format(lua_State *L) {
  size_t length = 0;
  const char *at = text_argument(L, 1, &length);
  const char *end = at + length;
  struct format out = {.length = 0};
  int argument = 1;
  while (at < end) {
    if (*at != '%') {
      add(L, &out, at++, 1);
    } else if (at[1] == '%') {
      add(L, &out, at, 1);
      at += 2;
    } else {
      char spec[20];
      at++;
      char letter = read_spec(L, &at, spec);
      budget_charge(L, 4);
      if (letter == 's') {
        add_text(L, &out, ++argument, spec);
      } else if (letter != '\0' && strchr("dixXouceEfFgG", letter) != NULL) {
        add_number(L, &out, ++argument, spec, letter);
      } else {
        return luaL_error(L, "string.format: found a conversion that is not offered; expected one "
                             "of d i u o x X c e E f F g G s %%");
      }
    }
  }
  lua_pushlstring(L, out.bytes, out.length);
  return 1;
}

void stdlib_open_string(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"len", string_len},
      {"sub", string_sub},
      {"upper", string_upper},
      {"lower", string_lower},
      {"reverse", string_reverse},
      {"rep", string_rep},
      {"byte", string_byte},
      {"char", string_char},
      {"find", string_find},
      {"format", string_format},
      {NULL, NULL},
  };
  luaL_newlib(L, functions);
}
