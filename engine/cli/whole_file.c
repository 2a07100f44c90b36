/* Files that are read as a whole. */
#include "cli/whole_file.h"

#include <stdio.h>
#include <stdlib.h>

char *whole_file_read(const char *path, int most_mib, size_t *length, struct err *err) {
  FILE *file = fopen(path, "re");
  char *bytes = NULL;
  long size = -1;
  if (file != NULL && fseek(file, 0, SEEK_END) == 0) {
    size = ftell(file);
    rewind(file);
  }
  if (size >= 0 && size <= (long)most_mib << 20) {
    bytes = malloc((size_t)size + 1);
    *length = bytes == NULL ? 0 : fread(bytes, 1, (size_t)size, file);
  }
  if (bytes == NULL || *length != (size_t)size) {
    (void)err_set(err, ERR_INVALID, path, "cannot be read; expected a CSV file of at most %d MiB",
                  most_mib);
    free(bytes);
    bytes = NULL;
  }
  if (file != NULL) {
    (void)fclose(file);
  }
  return bytes;
}
