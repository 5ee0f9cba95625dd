-- Q-3: put blocks on a full queue until a get makes room
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

local function producer(q)
  for i = 1, 5 do
    q:put(i)
    say("put " .. i .. " size " .. q:size() .. " full " .. yn(q:full()))
  end
end
local q = queue(2)
local p = spawn("P", producer, q)
sleep(10)
while not p:done() or not q:empty() do
  say("got " .. q:get())
  sleep(10)
end
say("empty " .. yn(q:empty()) .. " max " .. q:max())
