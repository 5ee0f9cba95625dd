-- random program 285
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
  sleep(1)
  say("w1 2")
  do local _ <close> = sm:hold()
    say("w1 4 in")
    do local ok, e = pcall(function()
      do local _ <close> = defer(function()
        say("w1 6 finally")
      end)
        sleep(1)
        say("w1 8")
        if not q:full() then q:put_nowait(9) end
        say("w1 11")
      end
      ev:set()
    end)
      if is(e, Cancelled) then say("w1 5 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local _ <close> = sm:hold()
      say("w1 14 in")
      local function f16()
        say("w1.f16 17")
        sleep(0)
        say("w1.f16 19")
        return "f16"
      end
      local function f20()
        say("w1.f20 21")
        if not q:empty() then say("w1.f20 took " .. q:get_nowait()) end
        sleep(2)
        say("w1.f20 24")
        return "f20"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f16", f16)
        tg:spawn("f20", f20)
        sleep(3)
        say("w1 26")
        if not q:full() then q:put_nowait(27) end
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
      end)
        if is(e, ErrorGroup) then say("w1 15 " .. kind(e)) elseif not ok then error(e, 0) end end
      do local ok, e = pcall(function()
        if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
        if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
      end)
        if is(e, Cancelled) then say("w1 29 cancelled cleanup")
          sleep(5)
          say("w1 29 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      local function f33()
        say("w1.f33 34")
        sleep(1)
        say("w1.f33 36")
        say("w1.f33 got " .. q:get())
        error("E38", 0)
      end
      for _, x in ipairs(gather({ spawn("f33", f33) }, { return_errors = true })) do
        say("w1 32 " .. (x.ok and x.value or kind(x.error)))
      end
    end
  end
  local function f40()
    say("w1.f40 41")
    if T.w1 then say("w1.f40 cancels w1 " .. yn(T.w1:cancel())) end
    return "f40"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f40", f40)
    say("w1 44")
    sleep(1)
    say("w1 46")
  end)
    if is(e, ErrorGroup) then say("w1 39 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w1 48")
  say("w1 barrier " .. br:wait())
  say("w1 50 end")
end
local function w2()
  ev:set()
  if not q:full() then q:put_nowait(52) end
  say("w2 size " .. q:size())
  local function f55()
    say("w2.f55 56")
    sleep(0)
    say("w2.f55 58")
    ev:clear()
    return "f55"
  end
  do local dn, pn = wait({ spawn("f55", f55) }, { return_when = "first", timeout = 5 })
    say("w2 54 done " .. #dn .. " pending " .. #pn) end
  say("w2 60 end")
end
local function w3()
  do local ok, e = pcall(timeout, 2, function()
    ev:set()
    local function f64()
      say("w3.f64 65")
      local function f67()
        say("w3.f64.f67 68")
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w3.f64.f67 69 ok") elseif type(e) == "string" then say("w3.f64.f67 69 err " .. kind(e)) else error(e, 0) end end
        error("E70", 0)
      end
      do local ok, e = pcall(function() say("w3.f64 66 " .. wait_for(1, spawn("f67", f67))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f64 66 err " .. kind(e)) else error(e, 0) end end end
      return "f64"
    end
    do local ok, e = pcall(function() say("w3 63 " .. wait_for(1, spawn("f64", f64))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 63 err " .. kind(e)) else error(e, 0) end end end
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
  end)
    if is(e, Timeout) then say("w3 61 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w3 72 ok") elseif type(e) == "string" then say("w3 72 err " .. kind(e)) else error(e, 0) end end
  say("w3 73 end")
end
local function w4()
  if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  local function f76()
    say("w4.f76 77")
    say("w4.f76 79")
    local function f81()
      say("w4.f76.f81 82")
      ev:wait()
      say("w4.f76.f81 84 ev")
      sleep(2)
      say("w4.f76.f81 86")
      error("E87", 0)
    end
    for _, x in ipairs(gather({ spawn("f81", f81) }, { return_errors = true })) do
      say("w4.f76 80 " .. (x.ok and x.value or kind(x.error)))
    end
    return "f76"
  end
  local function f88()
    say("w4.f88 89")
    say("w4.f88 91")
    sleep(3)
    say("w4.f88 93")
    sleep(2)
    say("w4.f88 95")
    error("E96", 0)
  end
  local function f97()
    say("w4.f97 98")
    sleep(2)
    say("w4.f97 100")
    return "f97"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f76", f76), spawn("f88", f88), spawn("f97", f97) }, { timeout = nil }) do say("w4 75 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 75 err " .. kind(e)) else error(e, 0) end end end
  say("w4 101 end")
end
local function w5()
  do local _ <close> = lk:hold()
    say("w5 103 in")
    local function f105()
      say("w5.f105 106")
      say("w5.f105 got " .. q:get())
      say("w5.f105 barrier " .. br:wait())
      return "f105"
    end
    local function f109()
      say("w5.f109 110")
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w5.f109 111 ok") elseif type(e) == "string" then say("w5.f109 111 err " .. kind(e)) else error(e, 0) end end
      return "f109"
    end
    local function f112()
      say("w5.f112 113")
      say("w5.f112 got " .. q:get())
      return "f112"
    end
    do local ok, e = pcall(function() say("w5 104 got " .. table.concat({ gather { spawn("f105", f105), spawn("f109", f109), spawn("f112", f112) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w5 104 err " .. kind(e)) else error(e, 0) end end end
  end
  sleep(3)
  say("w5 116")
  sleep(0)
  say("w5 118")
  say("w5 119 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(1)
ev:set()
sleep(30)
say('main ends')
