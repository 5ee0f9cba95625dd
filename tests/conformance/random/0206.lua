-- random program 206
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

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  ev:clear()
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 got " .. q:get())
  say("w1 4 end")
end
local function w2()
  say("w2 count " .. current():cancelling())
  ev:clear()
  local function f8()
    say("w2.f8 9")
    if T.w2 then say("w2.f8 cancels w2 " .. yn(T.w2:cancel())) end
    return "f8"
  end
  for _, x in ipairs(gather({ spawn("f8", f8) }, { return_errors = true })) do
    say("w2 7 " .. (x.ok and x.value or kind(x.error)))
  end
  do local ok, e = pcall(timeout, 1, function()
    do local ok, e = pcall(timeout, 0, function()
      local function f14()
        say("w2.f14 15")
        sleep(2)
        say("w2.f14 17")
        say("w2.f14 got " .. q:get())
        return "f14"
      end
      do local ok, e = pcall(function() say("w2 13 " .. wait_for(0, spawn("f14", f14))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 13 err " .. kind(e)) else error(e, 0) end end end
      if not q:empty() then say("w2 took " .. q:get_nowait()) end
      say("w2 count " .. current():cancelling())
    end)
      if is(e, Timeout) then say("w2 12 timeout") elseif not ok then error(e, 0) end end
    sleep(0)
    say("w2 22")
  end)
    if is(e, Timeout) then say("w2 11 timeout") elseif not ok then error(e, 0) end end
  say("w2 23 end")
end
local function w3()
  local function f25()
    say("w3.f25 26")
    sleep(5)
    say("w3.f25 28")
    sleep(0)
    say("w3.f25 30")
    sleep(1)
    say("w3.f25 32")
    return "f25"
  end
  do local ok, e = pcall(function() say("w3 24 " .. wait_for(2, spawn("f25", f25))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 24 err " .. kind(e)) else error(e, 0) end end end
  if not q:full() then q:put_nowait(33) end
  sleep(1)
  say("w3 35")
  sleep(1)
  say("w3 37")
  say("w3 39")
  say("w3 40 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(2)
sleep(30)
say('main ends')
