-- A timer of 10 ms, and a loop that never waits.
local rung = false

local function ring()
  sleep(10)
  rung = true
  print("the timer rings at " .. now() .. " ms")
end

spawn("timer", ring)
sleep(0) -- one turn for others: the timer is started
local interrupted = 0
for _ = 1, 3000000 do
  if rung then
    interrupted = interrupted + 1
  end
end
print("the loop is done; it was interrupted " .. interrupted .. " times")
sleep(10)
