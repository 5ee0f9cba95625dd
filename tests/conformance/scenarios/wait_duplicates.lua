-- WA-8: a task named twice counts once
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

local a, b = spawn("A", sleep, 10), spawn("B", sleep, 20)
local done, pending = wait({ a, b, a, a }, { return_when = "first" })
say("done " .. names(done) .. " pending " .. names(pending))
done, pending = wait { b, b, a }
say("done " .. names(done) .. " pending " .. names(pending))
