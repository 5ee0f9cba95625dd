-- handle sees its task through.
local function store()
  print("goods are taken")
  sleep(60)
  print("bill is written")
end

local function handle()
  local s = spawn("store", store)
  local ok, e = pcall(shield, s)
  if not ok then
    s:await()   -- see it through,
    error(e, 0) -- then pass it on
  end
  print("an answer is sent")
end

h = spawn("handle", handle)
sleep(20)
h:cancel()
sleep(20) -- time to ask again
pcall(h.await, h)
print("handle ends at " .. now())
