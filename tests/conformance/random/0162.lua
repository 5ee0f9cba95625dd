-- random program 162
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  local function f2()
    say("w1.f2 3")
    do local ok, e = pcall(function()
      say("w1.f2 got " .. q:get())
    end)
      if is(e, Cancelled) then say("w1.f2 4 cancelled swallow")
      elseif not ok then error(e, 0) end end
    ev:set()
    return "f2"
  end
  local function f7()
    say("w1.f7 8")
    local function f10()
      say("w1.f7.f10 11")
      do local ok, e = pcall(function()
        ev:clear()
      end)
        if is(e, Cancelled) then say("w1.f7.f10 12 cancelled uncancel")
          say("w1.f7.f10 12 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      error("E14", 0)
    end
    do local ok, e = pcall(function() say("w1.f7 9 " .. wait_for(2, spawn("f10", f10))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f7 9 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(function()
      if not q:empty() then say("w1.f7 took " .. q:get_nowait()) end
    end)
      if is(e, Cancelled) then say("w1.f7 15 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f7"
  end
  local function f17()
    say("w1.f17 18")
    say("w1.f17 got " .. q:get())
    local function f21()
      say("w1.f17.f21 22")
      ev:set()
      do local ok, e = pcall(function()
        ev:set()
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end)
        if is(e, Cancelled) then say("w1.f17.f21 24 cancelled uncancel")
          say("w1.f17.f21 24 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      sleep(2)
      say("w1.f17.f21 28")
      return "f21"
    end
    for _, x in ipairs(gather({ spawn("f21", f21) }, { return_errors = true })) do
      say("w1.f17 20 " .. (x.ok and x.value or kind(x.error)))
    end
    ev:set()
    return "f17"
  end
  do local ok, e = pcall(function() say("w1 1 got " .. table.concat({ gather { spawn("f2", f2), spawn("f7", f7), spawn("f17", f17) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  if not q:full() then q:put_nowait(30) end
  sleep(2)
  say("w1 32")
  if T.w2 then say("w1 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 35")
  say("w1 36 end")
end
local function w2()
  say("w2 38")
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 39 ok") elseif type(e) == "string" then say("w2 39 err " .. kind(e)) else error(e, 0) end end
  say("w2 41")
  local function f43()
    say("w2.f43 44")
    say("w2.f43 got " .. q:get())
    if T.w4 then say("w2.f43 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if not q:empty() then say("w2.f43 took " .. q:get_nowait()) end
    return "f43"
  end
  local function f48()
    say("w2.f48 49")
    sleep(1)
    say("w2.f48 51")
    if T.w3 then say("w2.f48 cancels w3 " .. yn(T.w3:cancel())) end
    return "f48"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f43", f43), spawn("f48", f48) }, { timeout = 2 }) do say("w2 42 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 42 err " .. kind(e)) else error(e, 0) end end end
  say("w2 53 end")
end
local function w3()
  local function f55()
    say("w3.f55 56")
    say("w3.f55 got " .. q:get())
    sleep(2)
    say("w3.f55 59")
    return "f55"
  end
  local function f60()
    say("w3.f60 61")
    say("w3.f60 got " .. q:get())
    sleep(0)
    say("w3.f60 64")
    if T.w1 then say("w3.f60 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f60"
  end
  do local dn, pn = wait({ spawn("f55", f55), spawn("f60", f60) }, { return_when = "first", timeout = 1 })
    say("w3 54 done " .. #dn .. " pending " .. #pn) end
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  say("w3 count " .. current():cancelling())
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 68 ok") elseif type(e) == "string" then say("w3 68 err " .. kind(e)) else error(e, 0) end end
  say("w3 69 end")
end
local function w4()
  local function f71()
    say("w4.f71 72")
    do local ok, e = pcall(timeout, 0, function()
      do local ok, e = pcall(function()
        say("w4.f71 count " .. current():cancelling())
        say("w4.f71 77")
        if T.w2 then say("w4.f71 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Cancelled) then say("w4.f71 74 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      sleep(2)
      say("w4.f71 80")
    end)
      if is(e, Timeout) then say("w4.f71 73 timeout") elseif not ok then error(e, 0) end end
    ev:clear()
    sleep(1)
    say("w4.f71 83")
    return "f71"
  end
  local function f84()
    say("w4.f84 85")
    sleep(2)
    say("w4.f84 87")
    say("w4.f84 89")
    say("w4.f84 got " .. q:get())
    return "f84"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f71", f71), spawn("f84", f84) }, { timeout = 1 }) do say("w4 70 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 70 err " .. kind(e)) else error(e, 0) end end end
  sleep(2)
  say("w4 92")
  q:put(93)
  say("w4 94 put 93")
  q:put(95)
  say("w4 96 put 95")
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  say("w4 98 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w2 ' .. yn(T.w2:cancel()))
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
sleep(3)
ev:set()
sleep(5)
say('main ends')
