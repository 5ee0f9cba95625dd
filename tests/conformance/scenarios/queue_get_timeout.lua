-- Q-12: a timed-out get takes nothing; the item stays for the next
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

local q = queue()
local ok, e = pcall(timeout, 10, function() q:get() end)
if is(e, Timeout) then say("nothing came") end
spawn("L", function()
  sleep(10)
  q:put_nowait("exact")
  say("put at the deadline")
end)
ok, e = pcall(timeout, 10, function() say("got " .. q:get()) end)
if is(e, Timeout) then say("Timeout, size " .. q:size()) end
sleep(5)
say("now " .. q:get())
