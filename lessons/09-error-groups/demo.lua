-- Three copies; two fail at once.
local function copy(ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  local me = current():name()
  print("a copy on " .. me)
end

local function all(tg)
  tg:spawn("disk", copy, 10, "full")
  tg:spawn("cloud", copy, 10, "down")
  tg:spawn("tape", copy, 30)
end

local ok, eg = pcall(task_group, all)
print(#eg.errors .. " errors")
for i, e in ipairs(eg.errors) do
  print(i .. ": " .. e)
end
