-- random program 38
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
  sleep(2)
  say("w1 2")
  do local ok, e = pcall(function()
    say("w1 barrier " .. br:wait())
  end)
    if is(e, Cancelled) then say("w1 3 cancelled cleanup")
      sleep(1)
      say("w1 3 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w1 5 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 7 in")
    do local _ <close> = lk:hold()
      say("w2 9 in")
      if T.w4 then say("w2 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      local function f12()
        say("w2.f12 13")
        if T.w1 then say("w2.f12 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f12"
      end
      local function f15()
        say("w2.f15 16")
        if not q:empty() then say("w2.f15 took " .. q:get_nowait()) end
        return "f15"
      end
      do local dn, pn = wait({ spawn("f12", f12), spawn("f15", f15) }, { return_when = "all", timeout = 2 })
        say("w2 11 done " .. #dn .. " pending " .. #pn) end
      local function f19()
        say("w2.f19 20")
        current():cancel()
        if T.w1 then say("w2.f19 cancels w1 " .. yn(T.w1:cancel())) end
        ev:clear()
        error("E24", 0)
      end
      local function f25()
        say("w2.f25 26")
        if T.w1 then say("w2.f25 cancels w1 " .. yn(T.w1:cancel())) end
        error("E28", 0)
      end
      local function f29()
        say("w2.f29 30")
        ev:wait()
        say("w2.f29 32 ev")
        sleep(2)
        say("w2.f29 34")
        return "f29"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f19", f19)
        tg:spawn("f25", f25)
        tg:spawn("f29", f29)
        ev:clear()
        sleep(2)
        say("w2 37")
      end)
        if is(e, ErrorGroup) then say("w2 18 " .. kind(e)) elseif not ok then error(e, 0) end end
    end
    say("w2 count " .. current():cancelling())
  end
  q:put(39)
  say("w2 40 put 39")
  do local _ <close> = sm:hold()
    say("w2 42 in")
    if T.w5 then say("w2 cancels w5 " .. yn(T.w5:cancel())) end
  end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 44 ok") elseif type(e) == "string" then say("w2 44 err " .. kind(e)) else error(e, 0) end end
  say("w2 45 end")
end
local function w3()
  say("w3 47")
  ev:wait()
  say("w3 49 ev")
  do local ok, e = pcall(timeout, 1, function()
    sleep(0)
    say("w3 52")
    local function f54()
      say("w3.f54 55")
      do local _ <close> = sm:hold()
        say("w3.f54 57 in")
        say("w3.f54 59")
        ev:set()
        if not q:full() then q:put_nowait(61) end
      end
      ev:wait()
      say("w3.f54 63 ev")
      if T.w6 then say("w3.f54 cancels w6 " .. yn(T.w6:cancel())) end
      error("E65", 0)
    end
    local function f66()
      say("w3.f66 67")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w3.f66 68 ok") elseif type(e) == "string" then say("w3.f66 68 err " .. kind(e)) else error(e, 0) end end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      say("w3.f66 71")
      error("E72", 0)
    end
    local function f73()
      say("w3.f73 74")
      say("w3.f73 count " .. current():cancelling())
      return "f73"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f54", f54)
      tg:spawn("f66", f66)
      tg:spawn("f73", f73)
    end)
      if is(e, ErrorGroup) then say("w3 53 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w3 50 timeout") elseif not ok then error(e, 0) end end
  ev:clear()
  say("w3 77 end")
end
local function w4()
  sleep(2)
  say("w4 79")
  say("w4 count " .. current():cancelling())
  say("w4 82")
  say("w4 83 end")
end
local function w5()
  do local ok, e = pcall(function()
    if not q:empty() then say("w5 took " .. q:get_nowait()) end
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w5 86 ok") elseif type(e) == "string" then say("w5 86 err " .. kind(e)) else error(e, 0) end end
    ev:clear()
  end)
    if is(e, Cancelled) then say("w5 84 cancelled err")
      error("X84", 0)
    elseif not ok then error(e, 0) end end
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  say("w5 89 end")
end
local function w6()
  say("w6 91")
  local function f93()
    say("w6.f93 94")
    if T.w4 then say("w6.f93 cancels w4 " .. yn(T.w4:cancel())) end
    sleep(0)
    say("w6.f93 97")
    say("w6.f93 count " .. current():cancelling())
    return "f93"
  end
  local function f99()
    say("w6.f99 100")
    if T.w5 then say("w6.f99 cancels w5 " .. yn(T.w5:cancel())) end
    if not q:full() then q:put_nowait(102) end
    ev:wait()
    say("w6.f99 104 ev")
    return "f99"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f93", f93)
    tg:spawn("f99", f99)
    ev:clear()
    if not q:empty() then say("w6 took " .. q:get_nowait()) end
  end)
    if is(e, ErrorGroup) then say("w6 92 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w4 then say("w6 cancels w4 " .. yn(T.w4:cancel())) end
  say("w6 108 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(1)
ev:set()
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
