-- SH-4: an ended one is given as it is, without suspending
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

local g, b = spawn("good", function() return "value" end), spawn("bad", function() error("boom", 0) end)
wait { g, b }
spawn("ticker", function() say("ticker runs") end)
say(shield(g))
local ok, e = pcall(shield, b)
if not ok then say("caught " .. kind(e)) end
sleep(0)
