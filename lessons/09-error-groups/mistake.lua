-- Two copies, and a second disk.
local copies = {}

local function copy(ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  table.insert(copies, current():name())
end

local ok, eg = pcall(task_group, function(tg)
  tg:spawn("disk", copy, 10, "disk full")
  tg:spawn("cloud", copy, 10, "offline")
end)
if not ok and eg.errors[1] == "disk full" then
  spawn("disk 2", copy, 10):await()
end
print("on: " .. table.concat(copies, ", "))
print("the backup is complete")
