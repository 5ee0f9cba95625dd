-- Three workers, three ends.
jobs = queue("jobs")

local function done()
  jobs:task_done()
end

local function work()
  while true do
    local job = jobs:get()
    local _ <close> = defer(done)
    if job == "end" then
      return
    end
    sleep(10)
    print(current():name(), job)
  end
end

crew = {}
local names = { "A", "B", "C" }
for i, name in ipairs(names) do
  crew[i] = spawn(name, work)
end
for job = 1, 5 do
  jobs:put(job)
end
jobs:join()
print(now(), "all jobs done")
for _ = 1, #crew do
  jobs:put("end")
end
wait(crew)
print(now(), "all went home")
