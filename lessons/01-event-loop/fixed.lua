-- The same loop, with three waits.
local rung = false

local function ring()
  sleep(1)
  rung = true
  print("ring at " .. now() .. " ms")
end

spawn("timer", ring)
sleep(0) -- lets the timer be set
local found = 0
for i = 1, 300000 do
  if rung then
    found = found + 1
  end
  if i % 100000 == 0 then
    sleep(1)
  end
end
print("found " .. found .. " times")
