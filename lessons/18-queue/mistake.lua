-- Three workers, one end.
jobs = queue("jobs")

local function work()
  while true do
    local job = jobs:get()
    if job == "end" then
      break
    end
    sleep(10)
    print(current():name(), job)
  end
  print(current():name(), "off")
end

local crew = {}
local names = { "A", "B", "C" }
for i, name in ipairs(names) do
  crew[i] = spawn(name, work)
end
for job = 1, 5 do
  jobs:put(job)
end
jobs:put("end")
wait(crew)
print("all went home")
