-- random program 57
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  if T.w5 then say("w1 cancels w5 " .. yn(T.w5:cancel())) end
  do local _ <close> = lk:hold()
    say("w1 3 in")
    say("w1 5")
    do local ok, e = pcall(timeout, 2, function()
      q:put(7)
      say("w1 8 put 7")
    end)
      if is(e, Timeout) then say("w1 6 timeout") elseif not ok then error(e, 0) end end
  end
  say("w1 9 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 11 woken")
  end
  do local ok, e = pcall(timeout, 0, function()
    local function f14()
      say("w2.f14 15")
      local function f17()
        say("w2.f14.f17 18")
        if T.w2 then say("w2.f14.f17 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f14.f17 20 ok") elseif type(e) == "string" then say("w2.f14.f17 20 err " .. kind(e)) else error(e, 0) end end
        sleep(2)
        say("w2.f14.f17 22")
        return "f17"
      end
      local function f23()
        say("w2.f14.f23 24")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f14.f23 25 ok") elseif type(e) == "string" then say("w2.f14.f23 25 err " .. kind(e)) else error(e, 0) end end
        return "f23"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f17", f17)
        tg:spawn("f23", f23)
        say("w2.f14 got " .. q:get())
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f14 27 ok") elseif type(e) == "string" then say("w2.f14 27 err " .. kind(e)) else error(e, 0) end end
      end)
        if is(e, ErrorGroup) then say("w2.f14 16 " .. kind(e)) elseif not ok then error(e, 0) end end
      ev:set()
      return "f14"
    end
    local function f29()
      say("w2.f29 30")
      if not q:full() then q:put_nowait(31) end
      sleep(2)
      say("w2.f29 33")
      return "f29"
    end
    local function f34()
      say("w2.f34 35")
      if T.w4 then say("w2.f34 cancels w4 " .. yn(T.w4:cancel())) end
      say("w2.f34 38")
      if not q:full() then q:put_nowait(39) end
      error("E40", 0)
    end
    do local dn, pn = wait({ spawn("f14", f14), spawn("f29", f29), spawn("f34", f34) }, { return_when = "first", timeout = nil })
      say("w2 13 done " .. #dn .. " pending " .. #pn) end
    if T.w5 then say("w2 cancels w5 " .. yn(T.w5:cancel())) end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 42 ok") elseif type(e) == "string" then say("w2 42 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 12 timeout") elseif not ok then error(e, 0) end end
  ev:wait()
  say("w2 44 ev")
  say("w2 46")
  say("w2 47 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 49 in")
    do local _ <close> = sm:hold()
      say("w3 51 in")
      say("w3 barrier " .. br:wait())
      current():cancel()
      sleep(1)
      say("w3 55")
    end
    say("w3 57")
  end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  ev:clear()
  sleep(0)
  say("w3 61")
  say("w3 62 end")
end
local function w4()
  do local ok, e = pcall(timeout, 1, function()
    do local ok, e = pcall(function() shield(T.w3) end)
      if ok then say("w4 64 ok") elseif type(e) == "string" then say("w4 64 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Timeout) then say("w4 63 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w4 66")
  sleep(1)
  say("w4 68")
  q:put(69)
  say("w4 70 put 69")
  say("w4 71 end")
end
local function w5()
  ev:wait()
  say("w5 73 ev")
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w5 74 ok") elseif type(e) == "string" then say("w5 74 err " .. kind(e)) else error(e, 0) end end
  sleep(5)
  say("w5 76")
  say("w5 77 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(0)
sleep(3)
sleep(30)
say('main ends')
