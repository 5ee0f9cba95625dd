-- random program 99
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  ev:clear()
  sleep(1)
  say("w1 4")
  say("w1 5 end")
end
local function w2()
  local function f7()
    say("w2.f7 8")
    local function f10()
      say("w2.f7.f10 11")
      local function f13()
        say("w2.f7.f10.f13 14")
        if T.w5 then say("w2.f7.f10.f13 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(2)
        say("w2.f7.f10.f13 17")
        return "f13"
      end
      do local ok, e = pcall(function() say("w2.f7.f10 12 got " .. table.concat({ gather { spawn("f13", f13) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f7.f10 12 err " .. kind(e)) else error(e, 0) end end end
      if not q:empty() then say("w2.f7.f10 took " .. q:get_nowait()) end
      ev:wait()
      say("w2.f7.f10 20 ev")
      return "f10"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f10", f10)
      do local _ <close> = lk:hold()
        say("w2.f7 22 in")
        say("w2.f7 count " .. current():cancelling())
      end
      sleep(3)
      say("w2.f7 25")
      do local _ <close> = lk:hold()
        say("w2.f7 27 in")
        say("w2.f7 29")
        ev:clear()
      end
    end)
      if is(e, ErrorGroup) then say("w2.f7 9 " .. kind(e)) elseif not ok then error(e, 0) end end
    local function f32()
      say("w2.f7.f32 33")
      do local ok, e = pcall(timeout, 1, function()
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        if T.w5 then say("w2.f7.f32 cancels w5 " .. yn(T.w5:cancel())) end
      end)
        if is(e, Timeout) then say("w2.f7.f32 34 timeout") elseif not ok then error(e, 0) end end
      return "f32"
    end
    do local ok, e = pcall(function() say("w2.f7 31 " .. wait_for(3, spawn("f32", f32))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f7 31 err " .. kind(e)) else error(e, 0) end end end
    sleep(2)
    say("w2.f7 38")
    error("E39", 0)
  end
  local function f40()
    say("w2.f40 41")
    q:put(42)
    say("w2.f40 43 put 42")
    do local ok, e = pcall(function()
      local function f46()
        say("w2.f40.f46 47")
        say("w2.f40.f46 49")
        error("E50", 0)
      end
      local function f51()
        say("w2.f40.f51 52")
        if T.w6 then say("w2.f40.f51 cancels w6 " .. yn(T.w6:cancel())) end
        return "f51"
      end
      local function f54()
        say("w2.f40.f54 55")
        if not q:empty() then say("w2.f40.f54 took " .. q:get_nowait()) end
        return "f54"
      end
      for _, x in ipairs(gather({ spawn("f46", f46), spawn("f51", f51), spawn("f54", f54) }, { return_errors = true })) do
        say("w2.f40 45 " .. (x.ok and x.value or kind(x.error)))
      end
    end)
      if is(e, Cancelled) then say("w2.f40 44 cancelled uncancel")
        say("w2.f40 44 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
    sleep(1)
    say("w2.f40 58")
    return "f40"
  end
  local function f59()
    say("w2.f59 60")
    q:put(61)
    say("w2.f59 62 put 61")
    sleep(5)
    say("w2.f59 64")
    return "f59"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f7", f7)
    tg:spawn("f40", f40)
    tg:spawn("f59", f59)
  end)
    if is(e, ErrorGroup) then say("w2 6 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 66")
  sleep(3)
  say("w2 68")
  ev:clear()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w2 71 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 73 in")
    do local _ <close> = defer(function()
      say("w3 74 finally")
    end)
      say("w3 barrier " .. br:wait())
    end
    ev:wait()
    say("w3 77 ev")
    if T.w4 then say("w3 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  sleep(0)
  say("w3 80")
  sleep(1)
  say("w3 82")
  say("w3 83 end")
end
local function w4()
  say("w4 got " .. q:get())
  say("w4 got " .. q:get())
  do local ok, e = pcall(timeout, 1, function()
    local function f88()
      say("w4.f88 89")
      if T.w2 then say("w4.f88 cancels w2 " .. yn(T.w2:cancel())) end
      ev:clear()
      error("E92", 0)
    end
    do local ok, e = pcall(function() say("w4 87 " .. wait_for(2, spawn("f88", f88))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 87 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Timeout) then say("w4 86 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w4 94")
  say("w4 95 end")
end
local function w5()
  say("w5 97")
  local function f99()
    say("w5.f99 100")
    if not q:empty() then say("w5.f99 took " .. q:get_nowait()) end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w5.f99 103 woken")
    end
    return "f99"
  end
  do local dn, pn = wait({ spawn("f99", f99) }, { return_when = "first", timeout = 2 })
    say("w5 98 done " .. #dn .. " pending " .. #pn) end
  say("w5 got " .. q:get())
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w5 106 end")
end
local function w6()
  sleep(2)
  say("w6 108")
  do local ok, e = pcall(timeout, 3, function()
    if T.w6 then say("w6 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Timeout) then say("w6 109 timeout") elseif not ok then error(e, 0) end end
  if T.w6 then say("w6 cancels w6 " .. yn(T.w6:cancel())) end
  say("w6 112 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w2 ' .. yn(T.w2:cancel()))
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
