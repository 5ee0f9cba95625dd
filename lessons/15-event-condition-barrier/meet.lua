-- Three cooks, two courses.
ready = barrier(3, "ready")

local function cook(ms)
  local who = current():name()
  for course = 1, 2 do
    sleep(ms)
    print(now(), who, course)
    ready:wait()
  end
end

ann = spawn("ann", cook, 10)
bob = spawn("bob", cook, 30)
cleo = spawn("cleo", cook, 20)
gather({ ann, bob, cleo },
  { return_errors = true })
