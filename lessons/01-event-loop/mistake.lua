-- A timer of 1 ms, and a loop that never waits.
local rung = false

local function ring()
  sleep(1)
  rung = true
  print("the timer rings at " .. now() .. " ms")
end

spawn("timer", ring)
sleep(0) -- one turn for others: the timer is started
local found = 0
for _ = 1, 300000 do
  if rung then
    found = found + 1
  end
end
print("the loop is done; it found it " .. found .. " times")
sleep(100)
