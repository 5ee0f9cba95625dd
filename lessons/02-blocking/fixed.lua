-- One large picture, in pieces.
local busy = true

local function ticker()
  while busy do
    print("tick")
    sleep(0)
  end
end

local function shrink(points)
  local sum = 0
  for i = 1, points do
    sum = sum + i % 7
    if i % 1000000 == 0 then
      sleep(0)
    end
  end
  return sum
end

local function worker()
  sleep(0)
  print("the picture is begun")
  shrink(20000000)
  print("the picture is done")
  sleep(0)
  busy = false
end

local t = spawn("ticker", ticker)
local w = spawn("worker", worker)
w:await()
t:await()
