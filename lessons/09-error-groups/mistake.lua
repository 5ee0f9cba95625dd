-- Two copies, and a second disk.
local copies = {}

local function copy(place, ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  copies[#copies + 1] = place
end

local ok, eg = pcall(task_group, function(tg)
  tg:spawn("disk", copy, "disk", 10, "disk full")
  tg:spawn("cloud", copy, "cloud", 10, "offline")
end)
if not ok and eg.errors[1] == "disk full" then
  copy("second disk", 10)
end
print("copies on: " .. table.concat(copies, ", "))
print("the backup is complete")
