-- Five jobs, two at a time.
slots = semaphore(2, "slots")

local function job()
  local _ <close> = slots:hold()
  sleep(10) -- the work
  print(now(), current():name())
end

local jobs = {}
for i = 1, 5 do
  local name = "job " .. i
  jobs[i] = spawn(name, job)
end
gather(jobs)
print(now(), "all done")
