-- And its permit comes back.
slots = semaphore(2, "slots")

local function job()
  local _ <close> = slots:hold()
  sleep(10) -- the work
  print(now(), current():name())
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
