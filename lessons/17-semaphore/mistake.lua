-- Job 1 is not wanted any more.
slots = semaphore(2, "slots")

local function job()
  slots:acquire()
  sleep(10) -- the work
  print(now(), current():name())
  slots:release()
end

jobs = {}
for i = 1, 5 do
  local name = "job " .. i
  jobs[i] = spawn(name, job)
end
sleep(5)
jobs[1]:cancel()
gather(jobs,
  { return_errors = true })
print(now(), "all done")
print("permits", slots:value())
