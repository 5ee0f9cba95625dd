-- Deal with one, raise the rest.
local copies = {}

local function copy(ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  local me = current():name()
  table.insert(copies, me)
end

local function all(tg)
  tg:spawn("disk", copy, 10, "full")
  tg:spawn("cloud", copy, 10, "down")
end

local function full(e)
  return e == "full"
end

local ok, eg = pcall(task_group, all)
if not ok then
  local mine, rest = eg:split(full)
  if mine then
    spawn("disk 2", copy, 10):await()
  end
  print("on: " ..
    table.concat(copies, ", "))
  if rest then
    error(rest)
  end
end
print("the backup is complete")
