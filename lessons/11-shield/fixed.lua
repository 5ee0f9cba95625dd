-- clerk sees its task through.
local function store()
  print("goods are taken")
  sleep(60)
  print("bill is written")
end

local function clerk()
  local s = spawn("store", store)
  local ok, e = pcall(shield, s)
  if not ok then
    s:await()   -- see it through,
    error(e, 0) -- then pass it on
  end
  print("an answer is sent")
end

c = spawn("clerk", clerk)
sleep(20)
c:cancel()
sleep(20) -- time to ask again
pcall(c.await, c)
print("clerk ends at " .. now())
