-- random program 59
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
  ev:clear()
  if T.w3 then say("w1 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 3 end")
end
local function w2()
  say("w2 size " .. q:size())
  say("w2 6")
  say("w2 7 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w3 9 woken")
  end
  local function f11()
    say("w3.f11 12")
    q:put(13)
    say("w3.f11 14 put 13")
    local function f16()
      say("w3.f11.f16 17")
      say("w3.f11.f16 got " .. q:get())
      local function f20()
        say("w3.f11.f16.f20 21")
        say("w3.f11.f16.f20 got " .. q:get())
        return "f20"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f20", f20)
      end)
        if is(e, ErrorGroup) then say("w3.f11.f16 19 " .. kind(e)) elseif not ok then error(e, 0) end end
      if T.w1 then say("w3.f11.f16 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      error("E24", 0)
    end
    local function f25()
      say("w3.f11.f25 26")
      sleep(0)
      say("w3.f11.f25 28")
      current():cancel()
      local function f31()
        say("w3.f11.f25.f31 32")
        if T.w1 then say("w3.f11.f25.f31 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        q:put(34)
        say("w3.f11.f25.f31 35 put 34")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f11.f25.f31 36 ok") elseif type(e) == "string" then say("w3.f11.f25.f31 36 err " .. kind(e)) else error(e, 0) end end
        return "f31"
      end
      local function f37()
        say("w3.f11.f25.f37 38")
        sleep(3)
        say("w3.f11.f25.f37 40")
        return "f37"
      end
      local function f41()
        say("w3.f11.f25.f41 42")
        ev:set()
        q:put(44)
        say("w3.f11.f25.f41 45 put 44")
        say("w3.f11.f25.f41 count " .. current():cancelling())
        return "f41"
      end
      do local dn, pn = wait({ spawn("f31", f31), spawn("f37", f37), spawn("f41", f41) }, { return_when = "first_error", timeout = nil })
        say("w3.f11.f25 30 done " .. #dn .. " pending " .. #pn) end
      return "f25"
    end
    do local dn, pn = wait({ spawn("f16", f16), spawn("f25", f25) }, { return_when = "all", timeout = 2 })
      say("w3.f11 15 done " .. #dn .. " pending " .. #pn) end
    return "f11"
  end
  local function f47()
    say("w3.f47 48")
    ev:clear()
    say("w3.f47 got " .. q:get())
    sleep(5)
    say("w3.f47 52")
    error("E53", 0)
  end
  local function f54()
    say("w3.f54 55")
    sleep(1)
    say("w3.f54 57")
    if T.w1 then say("w3.f54 cancels w1 " .. yn(T.w1:cancel())) end
    say("w3.f54 count " .. current():cancelling())
    error("E60", 0)
  end
  do local ok, e = pcall(function() say("w3 10 got " .. table.concat({ gather { spawn("f11", f11), spawn("f47", f47), spawn("f54", f54) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w3 10 err " .. kind(e)) else error(e, 0) end end end
  current():cancel()
  say("w3 63")
  say("w3 got " .. q:get())
  say("w3 65 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(10)
say('main ends')
