-- Three cooks, two courses.
ready = barrier(3, "ready")

local function cook(ms)
  for course = 1, 2 do
    sleep(ms)
    print(now(), current():name()
      .. ", course " .. course)
    ready:wait()
  end
end

ann = spawn("ann", cook, 10)
bob = spawn("bob", cook, 30)
cleo = spawn("cleo", cook, 20)
gather({ ann, bob, cleo },
  { return_errors = true })
