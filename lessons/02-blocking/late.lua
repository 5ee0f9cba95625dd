-- Five ticks, 10 ms apart.
local function ticker()
  for due = 10, 50, 10 do
    sleep(due - now())
    local at = math.floor(now())
    print("due " .. due, "at " .. at)
  end
end

local function shrink(points)
  local sum = 0
  for i = 1, points do
    sum = sum + i % 7
  end
  return sum
end

local t = spawn("ticker", ticker)
sleep(5)
shrink(20000000)
print("the picture is done")
t:await()
