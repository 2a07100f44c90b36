-- For scenarios: relations from rows, one fact a row. `local relations = {}`, rows are put into it, and it is returned.
--
-- A number has one place: a second value for the same pair, direction and field is an error, so that nothing depends on the order of rows.

local expect = require "expect"
local judgement = require "judgement"

local rows = {}

-- `depth` calls above the caller is the line to blame.
local function expect_text(name, value, wanted, depth)
  expect.that(type(value) == "string", name, value, wanted, depth + 1)
end

local function expect_place(where, from, to, field, depth)
  expect_text(where .. "from", from, "an actor's id", depth + 1)
  expect_text(where .. "to", to, "an actor's id", depth + 1)
  expect_text(where .. "field", field, "a field of relations, as trade", depth + 1)
end

local function store(relations, from, to, field, value, depth)
  relations[from] = relations[from] or {}
  relations[from][to] = relations[from][to] or {}
  local pair = relations[from][to]
  expect.that(pair[field] == nil, ("relations.%s.%s.%s"):format(from, to, field), "a second value", "one", depth + 1)
  pair[field] = value
end

-- An entry whose place has been checked, in one direction or both. `where` is what names in errors begin with.
local function enter(both, where, relations, from, to, field, value, depth)
  expect.that(type(value) == "number" or type(value) == "table", where .. "value", value, "a fact or a number", depth + 1)
  store(relations, from, to, field, value, depth + 1)
  if both then store(relations, to, from, field, value, depth + 1) end
end

-- put(relations, from, to, field, value): one entry, directed: relations[from][to][field], a fact or a number.
function rows.put(relations, from, to, field, value)
  expect.fields("relations", relations)
  expect_place("", from, to, field, 0)
  enter(false, "", relations, from, to, field, value, 0)
end

-- put_both(relations, a, b, field, value): the same in both directions.
function rows.put_both(relations, a, b, field, value)
  expect.fields("relations", relations)
  expect_place("", a, b, field, 0)
  enter(true, "", relations, a, b, field, value, 0)
end

-- The value of a row's cells from `at` on.
local function value_in(row, at, value_of, where, depth)
  if value_of then return (value_of(table.unpack(row, at))) end
  if type(row[at]) == "table" then return row[at] end
  return (judgement.guess(row[at], row[at + 1], row[at + 2], row[at + 3], where, depth + 2))
end

local function enter_all(both, relations, list, field, value_of, depth)
  expect.fields("relations", relations, nil, depth)
  expect.fields("rows", list, nil, depth)
  expect.that(value_of == nil or type(value_of) == "function", "value_of", value_of, "a function of a row's cells", depth)
  for i = 1, #list do
    local row = expect.fields(("rows[%d]"):format(i), list[i], nil, depth)
    local where = ("rows[%d] (%s, %s): "):format(i, expect.shown(row[1]), expect.shown(row[2]))
    expect_place(where, row[1], row[2], field or row[3], depth)
    local value = value_in(row, field and 3 or 4, value_of, where, depth)
    enter(both, where, relations, row[1], row[2], field or row[3], value, depth)
  end
end

-- directed(relations, list [, field [, value_of]]): rows from the first state to the second.
--
--   list      rows { from, to, field, value, low, high, why }, a judgement each; or { from, to, field, fact }
--   field     one field for all rows: then no row has its own
--   value_of  function of the cells behind the field that gives the fact; where the numbers are no judgements, or come in other columns
function rows.directed(relations, list, field, value_of)
  enter_all(false, relations, list, field, value_of, 1)
end

-- both(relations, list [, field [, value_of]]): the same, each row in both directions.
function rows.both(relations, list, field, value_of)
  enter_all(true, relations, list, field, value_of, 1)
end

-- responses(word, ids) -> the `response` of a precedent in which all these helpers did the same, as "silence" or "words".
function rows.responses(word, ids)
  expect.that(type(word) == "string", "word", word, "what they did, as words")
  expect.fields("ids", ids)
  local response = {}
  for i = 1, #ids do response[ids[i]] = word end
  return response
end

return rows
