-- random program 166
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  sleep(3)
  say("w1 2")
  say("w1 4")
  do local _ <close> = sm:hold()
    say("w1 6 in")
    if not q:full() then q:put_nowait(7) end
    q:put(8)
    say("w1 9 put 8")
  end
  say("w1 11")
  say("w1 12 end")
end
local function w2()
  sleep(1)
  say("w2 14")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 16 woken")
  end
  ev:set()
  say("w2 19")
  q:put(20)
  say("w2 21 put 20")
  say("w2 22 end")
end
local function w3()
  local function f24()
    say("w3.f24 25")
    local function f27()
      say("w3.f24.f27 28")
      q:put(29)
      say("w3.f24.f27 30 put 29")
      do local _ <close> = lk:hold()
        say("w3.f24.f27 32 in")
        ev:clear()
        sleep(5)
        say("w3.f24.f27 35")
      end
      q:put(36)
      say("w3.f24.f27 37 put 36")
      error("E38", 0)
    end
    local function f39()
      say("w3.f24.f39 40")
      if T.w5 then say("w3.f24.f39 cancels w5 " .. yn(T.w5:cancel())) end
      say("w3.f24.f39 43")
      ev:clear()
      return "f39"
    end
    local function f45()
      say("w3.f24.f45 46")
      sleep(1)
      say("w3.f24.f45 48")
      if T.w1 then say("w3.f24.f45 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f45"
    end
    do local ok, e = pcall(function() say("w3.f24 26 got " .. table.concat({ gather { spawn("f27", f27), spawn("f39", f39), spawn("f45", f45) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3.f24 26 err " .. kind(e)) else error(e, 0) end end end
    return "f24"
  end
  local function f50()
    say("w3.f50 51")
    if T.w1 then say("w3.f50 cancels w1 " .. yn(T.w1:cancel())) end
    error("E53", 0)
  end
  local function f54()
    say("w3.f54 55")
    say("w3.f54 57")
    if not q:empty() then say("w3.f54 took " .. q:get_nowait()) end
    say("w3.f54 got " .. q:get())
    return "f54"
  end
  do local dn, pn = wait({ spawn("f24", f24), spawn("f50", f50), spawn("f54", f54) }, { return_when = "first_error", timeout = 5 })
    say("w3 23 done " .. #dn .. " pending " .. #pn) end
  q:put(60)
  say("w3 61 put 60")
  ev:clear()
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 64 end")
end
local function w4()
  say("w4 barrier " .. br:wait())
  local function f67()
    say("w4.f67 68")
    do local _ <close> = sm:hold()
      say("w4.f67 70 in")
      local function f72()
        say("w4.f67.f72 73")
        if T.w3 then say("w4.f67.f72 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f72"
      end
      do local ok, e = pcall(function() say("w4.f67 71 " .. wait_for(2, spawn("f72", f72))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f67 71 err " .. kind(e)) else error(e, 0) end end end
    end
    sleep(2)
    say("w4.f67 76")
    return "f67"
  end
  local function f77()
    say("w4.f77 78")
    ev:clear()
    return "f77"
  end
  for _, x in ipairs(gather({ spawn("f67", f67), spawn("f77", f77) }, { return_errors = true })) do
    say("w4 66 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w4 81")
  say("w4 82 end")
end
local function w5()
  do local ok, e = pcall(function()
    sleep(1)
    say("w5 85")
  end)
    if is(e, Cancelled) then say("w5 83 cancelled swallow")
    elseif not ok then error(e, 0) end end
  sleep(3)
  say("w5 87")
  do local _ <close> = lk:hold()
    say("w5 89 in")
    if T.w6 then say("w5 cancels w6 " .. yn(T.w6:cancel())) end
  end
  say("w5 91 end")
end
local function w6()
  local function f93()
    say("w6.f93 94")
    do local ok, e = pcall(timeout, 2, function()
      do local ok, e = pcall(function()
        say("w6.f93 98")
      end)
        if is(e, Cancelled) then say("w6.f93 96 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w6.f93 95 timeout") elseif not ok then error(e, 0) end end
    return "f93"
  end
  do local ok, e = pcall(function() say("w6 92 got " .. table.concat({ gather { spawn("f93", f93) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w6 92 err " .. kind(e)) else error(e, 0) end end end
  sleep(3)
  say("w6 100")
  say("w6 101 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:full() then q:put_nowait(0) end
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
ev:set()
sleep(2)
sleep(5)
say('main ends')
