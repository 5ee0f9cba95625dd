-- Two copies: deal with one error, raise the rest.
local copies = {}

local function copy(ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  table.insert(copies, current():name())
end

local function is_full(e)
  return e == "disk full"
end

local ok, eg = pcall(task_group, function(tg)
  tg:spawn("disk", copy, 10, "disk full")
  tg:spawn("cloud", copy, 10, "offline")
end)
if not ok then
  local full, rest = eg:split(is_full)
  if full then
    spawn("disk 2", copy, 10):await()
  end
  print("on: " .. table.concat(copies, ", "))
  if rest then
    error(rest)
  end
end
print("the backup is complete")
