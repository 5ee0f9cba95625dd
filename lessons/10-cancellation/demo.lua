-- Open two things, then work.
local function open(name)
  sleep(10)
  print("open " .. name)
  return defer(function()
    print("close " .. name)
  end)
end

local function work()
  local a <close> = open("A")
  local b <close> = open("B")
  for i = 1, 3 do
    sleep(10)
    print("round " .. i)
  end
end

t = spawn("work", work)
sleep(35)
t:cancel()
print("main has asked")
pcall(t.await, t)
print("cancelled?", t:cancelled())
