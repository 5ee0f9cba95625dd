-- random program 155
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
    sleep(0)
    say("w1.f2 5")
    return "f2"
  end
  local function f6()
    say("w1.f6 7")
    say("w1.f6 got " .. q:get())
    error("E9", 0)
  end
  do local dn, pn = wait({ spawn("f2", f2), spawn("f6", f6) }, { return_when = "first_error", timeout = nil })
    say("w1 1 done " .. #dn .. " pending " .. #pn) end
  local function f11()
    say("w1.f11 12")
    local function f14()
      say("w1.f11.f14 15")
      sleep(3)
      say("w1.f11.f14 17")
      if not q:empty() then say("w1.f11.f14 took " .. q:get_nowait()) end
      error("E19", 0)
    end
    do local dn, pn = wait({ spawn("f14", f14) }, { return_when = "first_error", timeout = nil })
      say("w1.f11 13 done " .. #dn .. " pending " .. #pn) end
    sleep(2)
    say("w1.f11 21")
    do local _ <close> = sm:hold()
      say("w1.f11 23 in")
      ev:set()
      local function f26()
        say("w1.f11.f26 27")
        if T.w4 then say("w1.f11.f26 cancels w4 " .. yn(T.w4:cancel())) end
        say("w1.f11.f26 30")
        say("w1.f11.f26 32")
        return "f26"
      end
      local function f33()
        say("w1.f11.f33 34")
        say("w1.f11.f33 36")
        sleep(1)
        say("w1.f11.f33 38")
        return "f33"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f26", f26)
        tg:spawn("f33", f33)
        ev:set()
        q:put(40)
        say("w1.f11 41 put 40")
      end)
        if is(e, ErrorGroup) then say("w1.f11 25 " .. kind(e)) elseif not ok then error(e, 0) end end
      ev:set()
    end
    return "f11"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f11", f11)
    local function f44()
      say("w1.f44 45")
      if T.w4 then say("w1.f44 cancels w4 " .. yn(T.w4:cancel())) end
      return "f44"
    end
    do local dn, pn = wait({ spawn("f44", f44) }, { return_when = "first", timeout = nil })
      say("w1 43 done " .. #dn .. " pending " .. #pn) end
    local function f48()
      say("w1.f48 49")
      if T.w1 then say("w1.f48 cancels w1 " .. yn(T.w1:cancel())) end
      ev:clear()
      return "f48"
    end
    local function f52()
      say("w1.f52 53")
      do local ok, e = pcall(timeout, 2, function()
        if T.w4 then say("w1.f52 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        say("w1.f52 57")
        if T.w4 then say("w1.f52 cancels w4 " .. yn(T.w4:cancel())) end
      end)
        if is(e, Timeout) then say("w1.f52 54 timeout") elseif not ok then error(e, 0) end end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      return "f52"
    end
    local function f60()
      say("w1.f60 61")
      if T.w4 then say("w1.f60 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f60"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f48", f48)
      tg:spawn("f52", f52)
      tg:spawn("f60", f60)
      local function f64()
        say("w1.f64 65")
        sleep(2)
        say("w1.f64 67")
        if T.w4 then say("w1.f64 cancels w4 " .. yn(T.w4:cancel())) end
        ev:wait()
        say("w1.f64 70 ev")
        error("E71", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f64", f64)
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        sleep(0)
        say("w1 75")
      end)
        if is(e, ErrorGroup) then say("w1 63 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, ErrorGroup) then say("w1 47 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, ErrorGroup) then say("w1 10 " .. kind(e)) elseif not ok then error(e, 0) end end
  current():cancel()
  say("w1 78")
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 80 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 82 in")
    current():cancel()
    do local ok, e = pcall(timeout, 2, function()
      do local ok, e = pcall(timeout, 5, function()
        if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
      end)
        if is(e, Timeout) then say("w2 85 timeout") elseif not ok then error(e, 0) end end
      if not q:empty() then say("w2 took " .. q:get_nowait()) end
      if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, Timeout) then say("w2 84 timeout") elseif not ok then error(e, 0) end end
  end
  say("w2 got " .. q:get())
  say("w2 count " .. current():cancelling())
  say("w2 92")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w2 94 end")
end
local function w3()
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  do local ok, e = pcall(timeout, 2, function()
    sleep(5)
    say("w3 98")
  end)
    if is(e, Timeout) then say("w3 96 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w3 99 ok") elseif type(e) == "string" then say("w3 99 err " .. kind(e)) else error(e, 0) end end
  say("w3 100 end")
end
local function w4()
  do local ok, e = pcall(timeout, 3, function()
    if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  end)
    if is(e, Timeout) then say("w4 101 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    say("w4 got " .. q:get())
  end)
    if is(e, Cancelled) then say("w4 104 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(0)
  say("w4 107")
  if T.w1 then say("w4 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 109 end")
end
local function w5()
  ev:set()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w5 111 ok") elseif type(e) == "string" then say("w5 111 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(function() T.w3:await() end)
    if ok then say("w5 112 ok") elseif type(e) == "string" then say("w5 112 err " .. kind(e)) else error(e, 0) end end
  say("w5 114")
  sleep(1)
  say("w5 116")
  say("w5 117 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
say('main cancels w4 ' .. yn(T.w4:cancel()))
sleep(5)
say('main ends')
