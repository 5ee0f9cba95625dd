-- Five ticks, 10 ms apart, and how late each of them is.
local function ticker()
  for i = 1, 5 do
    local due = 10 * i
    sleep(due - now())
    local late = math.floor(now() - due)
    print("tick " .. i .. ": " .. late .. " ms late")
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
