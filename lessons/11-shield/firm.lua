-- Every wait is shielded.
local function store()
  print("goods are taken")
  sleep(60)
  print("bill is written")
end

local function clerk()
  local s = spawn("store", store)
  local ok, e = pcall(shield, s)
  while not s:done() do
    pcall(shield, s) -- asked again
  end
  if not ok then
    error(e, 0)
  end
  print("an answer is sent")
end

c = spawn("clerk", clerk)
sleep(20)
c:cancel()
sleep(20) -- time to ask again
pcall(c.await, c)
print("clerk ends at " .. now())
