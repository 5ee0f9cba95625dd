-- A timer of 1 ms, and a loop.
local rung = false

local function ring()
  sleep(1)
  rung = true
  print("ring at " .. now() .. " ms")
end

spawn("timer", ring)
sleep(0) -- lets the timer be set
local found = 0
for _ = 1, 300000 do
  if rung then
    found = found + 1
  end
end
print("found " .. found .. " times")
sleep(100)
