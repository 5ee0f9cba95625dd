-- SH-7: on Cancelled await the inner one again, then raise
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

local t = spawn("W", function()
  local j = spawn("job", function()
    sleep(30)
    say("job ends")
    return "value"
  end)
  local ok, e = pcall(shield, j)
  if not ok then
    say("W Cancelled, waits for its job")
    say(j:await())
    error(e, 0)
  end
end)
sleep(10)
t:cancel()
wait { t }
say("W cancelled " .. yn(t:cancelled()))
