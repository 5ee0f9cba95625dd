-- random program 245
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
  do local _ <close> = lk:hold()
    say("w1 2 in")
    say("w1 barrier " .. br:wait())
    local function f5()
      say("w1.f5 6")
      if not q:empty() then say("w1.f5 took " .. q:get_nowait()) end
      return "f5"
    end
    local function f8()
      say("w1.f8 9")
      do local _ <close> = defer(function()
        say("w1.f8 10 finally")
      end)
        ev:wait()
        say("w1.f8 12 ev")
        if T.w4 then say("w1.f8 cancels w4 " .. yn(T.w4:cancel())) end
        sleep(5)
        say("w1.f8 15")
      end
      error("E16", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f5", f5), spawn("f8", f8) }, { timeout = nil }) do say("w1 4 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 4 err " .. kind(e)) else error(e, 0) end end end
    local function f18()
      say("w1.f18 19")
      ev:wait()
      say("w1.f18 21 ev")
      do local _ <close> = defer(function()
        say("w1.f18 22 finally")
      end)
        if T.w4 then say("w1.f18 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(0)
        say("w1.f18 25")
        say("w1.f18 27")
      end
      error("E28", 0)
    end
    local function f29()
      say("w1.f29 30")
      sleep(0)
      say("w1.f29 32")
      do local _ <close> = sm:hold()
        say("w1.f29 34 in")
        q:put(35)
        say("w1.f29 36 put 35")
        say("w1.f29 38")
        if not q:full() then q:put_nowait(39) end
      end
      if not q:full() then q:put_nowait(40) end
      return "f29"
    end
    local function f41()
      say("w1.f41 42")
      say("w1.f41 got " .. q:get())
      if T.w2 then say("w1.f41 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f41"
    end
    do local dn, pn = wait({ spawn("f18", f18), spawn("f29", f29), spawn("f41", f41) }, { return_when = "all", timeout = nil })
      say("w1 17 done " .. #dn .. " pending " .. #pn) end
  end
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 count " .. current():cancelling())
  sleep(0)
  say("w1 48")
  say("w1 got " .. q:get())
  say("w1 50 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 52 woken")
  end
  say("w2 count " .. current():cancelling())
  do local ok, e = pcall(timeout, 0, function()
    sleep(1)
    say("w2 56")
    q:put(57)
    say("w2 58 put 57")
    sleep(0)
    say("w2 60")
  end)
    if is(e, Timeout) then say("w2 54 timeout") elseif not ok then error(e, 0) end end
  if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  ev:wait()
  say("w2 63 ev")
  say("w2 64 end")
end
local function w3()
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 65 ok") elseif type(e) == "string" then say("w3 65 err " .. kind(e)) else error(e, 0) end end
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  say("w3 size " .. q:size())
  sleep(0)
  say("w3 69")
  say("w3 70 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 72 woken")
  end
  local function f74()
    say("w4.f74 75")
    ev:set()
    local function f78()
      say("w4.f74.f78 79")
      sleep(1)
      say("w4.f74.f78 81")
      if not q:empty() then say("w4.f74.f78 took " .. q:get_nowait()) end
      sleep(5)
      say("w4.f74.f78 84")
      return "f78"
    end
    for _, x in ipairs(gather({ spawn("f78", f78) }, { return_errors = true })) do
      say("w4.f74 77 " .. (x.ok and x.value or kind(x.error)))
    end
    return "f74"
  end
  do local dn, pn = wait({ spawn("f74", f74) }, { return_when = "first_error", timeout = nil })
    say("w4 73 done " .. #dn .. " pending " .. #pn) end
  sleep(3)
  say("w4 86")
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  say("w4 88 end")
end
local function w5()
  local function f90()
    say("w5.f90 91")
    sleep(1)
    say("w5.f90 93")
    say("w5.f90 barrier " .. br:wait())
    return "f90"
  end
  local function f95()
    say("w5.f95 96")
    q:put(97)
    say("w5.f95 98 put 97")
    sleep(1)
    say("w5.f95 100")
    error("E101", 0)
  end
  do local ok, e = pcall(function() say("w5 89 got " .. table.concat({ gather { spawn("f90", f90), spawn("f95", f95) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w5 89 err " .. kind(e)) else error(e, 0) end end end
  sleep(2)
  say("w5 103")
  say("w5 105")
  say("w5 106 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:full() then q:put_nowait(0) end
sleep(5)
say('main ends')
