-- A ticker and five pictures.
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
  end
  return sum
end

local function worker()
  for i = 1, 5 do
    shrink(20000)
    print("picture " .. i)
    sleep(0) -- a turn for the others
  end
  busy = false
end

local t = spawn("ticker", ticker)
local w = spawn("worker", worker)
w:await()
t:await()
