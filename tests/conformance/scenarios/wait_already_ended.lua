-- WA-6: also when they have ended before, wait goes round the loop as CPython does
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

local function names(ts)
  local l = {}
  for i, t in ipairs(ts) do l[i] = t:name() end
  table.sort(l)
  return #l > 0 and table.concat(l, " ") or "-"
end

local a, b = spawn("A", function() end), spawn("B", function() error("boom", 0) end)
local l = spawn("L", sleep, 1000)
wait { a, b }
spawn("ticker", function()
  for i = 0, 8 do
    say("tick " .. i)
    sleep(0)
  end
end)
for _, x in ipairs {
  { { a, b }, "all", "ALL_COMPLETED" }, { { l, a }, "first", "FIRST_COMPLETED" },
  { { l, b }, "first_error", "FIRST_EXCEPTION" },
} do
  local done, pending = wait(x[1], { return_when = x[2] })
  say(x[3] .. " done " .. names(done) .. " pending " .. names(pending))
end
