-- BAR-12: at least one party; a party of one never waits
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

spawn("other", function() say("other runs") end)
local b = barrier(1)
say("index " .. b:wait())
say("index " .. b:wait())
for _, n in ipairs { 0, -1 } do
  if not pcall(barrier, n) then say("refused") end
end
sleep(0)
