-- The same; main does not stay.
local function store()
  print("goods are taken")
  sleep(60)
  print("bill is written")
end

local function handle()
  local s = spawn("store", store)
  shield(s)
  print("an answer is sent")
end

h = spawn("handle", handle)
sleep(20)
h:cancel()
pcall(h.await, h)
print("handle ends at " .. now())
