/* Editor stubs and the reference page, from the table of bindings. */
#include "lua/binding.h"

#include <string.h>

/* "(a, b)" as parameter lines for the language server. */
static void add_params(struct text *out, const char *signature) {
  const char *at = signature + 1;
  while (*at != ')' && *at != '\0') {
    size_t length = strcspn(at, ",)");
    text_add_format(out, "---@param %.*s any\n", (int)length, at);
    at += length;
    at += strspn(at, ", ");
  }
}

static void add_stub(struct text *out, const struct binding *binding) {
  const char *dot = binding->module[0] == '\0' ? "" : ".";
  text_add_format(out, "\n---%s\n", binding->about);
  if (binding->function == NULL) {
    text_add_format(out, "---@type %s\n%s%s%s = nil\n", binding->signature, binding->module, dot,
                    binding->name);
    return;
  }
  add_params(out, binding->signature);
  text_add_format(out, "---@return %s\nfunction %s%s%s%s end\n", binding->result, binding->module,
                  dot, binding->name, binding->signature);
}

void binding_stub(struct text *out) {
  text_add(out,
           "---@meta\n-- What demarche gives to policies, for editors. Made from the engine's "
           "table of bindings; "
           "do not edit.\n\n---@class view\nview = {}\n\n---@class chance\nchance = {}\n\n"
           "---@class run\nrun = {}\n\n"
           "---One constructor for each verb: act.warn { to = ..., at = ..., because = ... }.\n"
           "---@type table<string, fun(fields: table): Intention>\nact = {}\n");
  for (const struct binding *binding = binding_table; binding->name != NULL; binding++) {
    add_stub(out, binding);
  }
}

void binding_reference(struct text *out) {
  text_add(out, "# What scripts can call\n\nMade from the engine's table of bindings (`demarche "
                "list bindings`). "
                "`run` is what measures and targets of a scenario are given; the rest is for "
                "policies.\n\n"
                "| name | gives | what |\n|---|---|---|\n");
  for (const struct binding *binding = binding_table; binding->name != NULL; binding++) {
    const char *dot = binding->module[0] == '\0' ? "" : ".";
    bool field = binding->function == NULL;
    text_add_format(out, "| `%s%s%s%s` | %s | %s |\n", binding->module, dot, binding->name,
                    field ? "" : binding->signature, field ? binding->signature : binding->result,
                    binding->about);
  }
}
