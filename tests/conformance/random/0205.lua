-- random program 205
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
  do local ok, e = pcall(function()
    local function f3()
      say("w1.f3 4")
      if not q:full() then q:put_nowait(5) end
      return "f3"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f3", f3)
      if not q:full() then q:put_nowait(6) end
      local function f8()
        say("w1.f8 9")
        say("w1.f8 11")
        current():cancel()
        return "f8"
      end
      local function f13()
        say("w1.f13 14")
        q:put(15)
        say("w1.f13 16 put 15")
        sleep(0)
        say("w1.f13 18")
        error("E19", 0)
      end
      local function f20()
        say("w1.f20 21")
        ev:set()
        ev:wait()
        say("w1.f20 24 ev")
        error("E25", 0)
      end
      do local dn, pn = wait({ spawn("f8", f8), spawn("f13", f13), spawn("f20", f20) }, { return_when = "first_error", timeout = 1 })
        say("w1 7 done " .. #dn .. " pending " .. #pn) end
      local function f27()
        say("w1.f27 28")
        sleep(3)
        say("w1.f27 30")
        ev:wait()
        say("w1.f27 32 ev")
        return "f27"
      end
      local function f33()
        say("w1.f33 34")
        ev:wait()
        say("w1.f33 36 ev")
        sleep(0)
        say("w1.f33 38")
        sleep(0)
        say("w1.f33 40")
        return "f33"
      end
      local function f41()
        say("w1.f41 42")
        say("w1.f41 count " .. current():cancelling())
        return "f41"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f27", f27)
        tg:spawn("f33", f33)
        tg:spawn("f41", f41)
        if not q:empty() then say("w1 took " .. q:get_nowait()) end
        say("w1 46")
        say("w1 count " .. current():cancelling())
      end)
        if is(e, ErrorGroup) then say("w1 26 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, ErrorGroup) then say("w1 2 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled err")
      error("X1", 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w1 49 in")
    local function f51()
      say("w1.f51 52")
      current():cancel()
      local function f55()
        say("w1.f51.f55 56")
        say("w1.f51.f55 count " .. current():cancelling())
        if T.w4 then say("w1.f51.f55 cancels w4 " .. yn(T.w4:cancel())) end
        return "f55"
      end
      local function f59()
        say("w1.f51.f59 60")
        sleep(1)
        say("w1.f51.f59 62")
        if T.w3 then say("w1.f51.f59 cancels w3 " .. yn(T.w3:cancel())) end
        return "f59"
      end
      local function f64()
        say("w1.f51.f64 65")
        ev:clear()
        ev:wait()
        say("w1.f51.f64 68 ev")
        return "f64"
      end
      do local ok, e = pcall(function() say("w1.f51 54 got " .. table.concat({ gather { spawn("f55", f55), spawn("f59", f59), spawn("f64", f64) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f51 54 err " .. kind(e)) else error(e, 0) end end end
      say("w1.f51 70")
      error("E71", 0)
    end
    do local ok, e = pcall(function() say("w1 50 " .. wait_for(1, spawn("f51", f51))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 50 err " .. kind(e)) else error(e, 0) end end end
  end
  q:put(72)
  say("w1 73 put 72")
  ev:set()
  say("w1 76")
  say("w1 77 end")
end
local function w2()
  say("w2 size " .. q:size())
  sleep(1)
  say("w2 80")
  say("w2 82")
  say("w2 83 end")
end
local function w3()
  say("w3 barrier " .. br:wait())
  if not q:full() then q:put_nowait(85) end
  do local _ <close> = lk:hold()
    say("w3 87 in")
    do local _ <close> = lk:hold()
      say("w3 89 in")
      say("w3 got " .. q:get())
      if not q:full() then q:put_nowait(91) end
      say("w3 93")
    end
    if not q:full() then q:put_nowait(94) end
  end
  if T.w5 then say("w3 cancels w5 " .. yn(T.w5:cancel())) end
  say("w3 96 end")
end
local function w4()
  sleep(1)
  say("w4 98")
  if not q:full() then q:put_nowait(99) end
  say("w4 100 end")
end
local function w5()
  say("w5 size " .. q:size())
  local function f103()
    say("w5.f103 104")
    local function f106()
      say("w5.f103.f106 107")
      do local _ <close> = sm:hold()
        say("w5.f103.f106 109 in")
        if T.w4 then say("w5.f103.f106 cancels w4 " .. yn(T.w4:cancel())) end
        ev:wait()
        say("w5.f103.f106 112 ev")
        ev:set()
      end
      current():cancel()
      return "f106"
    end
    do local ok, e = pcall(function() say("w5.f103 105 " .. wait_for(1, spawn("f106", f106))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5.f103 105 err " .. kind(e)) else error(e, 0) end end end
    say("w5.f103 count " .. current():cancelling())
    sleep(0)
    say("w5.f103 117")
    return "f103"
  end
  do local ok, e = pcall(function() say("w5 102 got " .. table.concat({ gather { spawn("f103", f103) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w5 102 err " .. kind(e)) else error(e, 0) end end end
  say("w5 118 end")
end
local function w6()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w6 120 woken")
  end
  ev:wait()
  say("w6 122 ev")
  sleep(1)
  say("w6 124")
  say("w6 125 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not q:full() then q:put_nowait(0) end
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(30)
say('main ends')
