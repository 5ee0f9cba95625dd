-- Three copies; two of them fail at once.
local function copy(ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  print("a copy on " .. current():name())
end

local ok, eg = pcall(task_group, function(tg)
  tg:spawn("disk", copy, 10, "disk full")
  tg:spawn("cloud", copy, 10, "offline")
  tg:spawn("tape", copy, 30)
end)
print(#eg.errors .. " errors")
for i, e in ipairs(eg.errors) do
  print(i .. ": " .. e)
end
