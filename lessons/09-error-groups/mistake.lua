-- Two copies, and a second disk.
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

local ok, eg = pcall(task_group, all)
local first = not ok and eg.errors[1]
if first == "full" then
  spawn("disk 2", copy, 10):await()
end
local on = table.concat(copies, ", ")
print("on: " .. on)
print("the backup is complete")
