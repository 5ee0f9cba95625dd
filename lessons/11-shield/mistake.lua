-- The same; main does not stay.
local function store()
  print("goods are taken")
  sleep(60)
  print("bill is written")
end

local function clerk()
  local s = spawn("store", store)
  shield(s)
  print("an answer is sent")
end

c = spawn("clerk", clerk)
sleep(20)
c:cancel()
pcall(c.await, c)
print("clerk ends at " .. now())
