-- Three workers, one end.
jobs = queue("jobs")

local function work()
  while true do
    local job = jobs:get()
    if job == "end" then
      print(current():name(), "ends")
      return
    end
    sleep(10)
    print(current():name(), job)
  end
end

local crew = {}
for i, name in ipairs { "A", "B", "C" } do
  crew[i] = spawn(name, work)
end
for job = 1, 5 do
  jobs:put(job)
end
jobs:put("end")
wait(crew)
print("all have gone home")
