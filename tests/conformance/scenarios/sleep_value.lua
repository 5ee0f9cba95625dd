-- SLP-2: sleep gives back its value; SLP-3: a cancelled one raises Cancelled a
-- turn later and leaves no timer
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

local t = spawn("T", function()
  say(sleep(5, "value"))
  say(sleep(0, "at once"))
  local ok, e = pcall(sleep, 1000, "never")
  if not ok then say("cancelled") error(e, 0) end
end)
sleep(10)
t:cancel()
say("requested")
sleep(0)
say("a turn later, done " .. yn(t:done()))
sleep(0)
say("done " .. yn(t:done()))
