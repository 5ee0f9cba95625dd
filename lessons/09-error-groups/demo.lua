-- Three copies; two of them fail at once.
local function copy(place, ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  print("a copy on the " .. place)
end

local ok, eg = pcall(task_group, function(tg)
  tg:spawn("disk", copy, "disk", 10, "disk full")
  tg:spawn("cloud", copy, "cloud", 10, "offline")
  tg:spawn("tape", copy, "tape", 30)
end)
print(#eg.errors .. " errors")
for i, e in ipairs(eg.errors) do
  print(i .. ": " .. e)
end
