-- GA-16: children that had ended before, among others that had not
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

local function w(name, ms, fails)
  sleep(ms)
  if fails then error(name, 0) end
  return name
end

local a, b = spawn("A", w, "A", 1, false), spawn("B", w, "B", 2, true)
wait { a, b }
local c = spawn("C", w, "C", 5, false)
say(table.concat({ gather { a, c } }, " "))
c = spawn("C", w, "C", 5, false)
local ok, e = pcall(gather, { c, a, b })
if not ok then say("caught " .. kind(e) .. ", C done " .. yn(c:done())) end
for _, x in ipairs(gather({ b, c, a }, { return_errors = true })) do
  say(x.ok and x.value or kind(x.error))
end
