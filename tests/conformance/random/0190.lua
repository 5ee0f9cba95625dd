-- random program 190
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
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  do local ok, e = pcall(timeout, 0, function()
    sleep(5)
    say("w1 4")
  end)
    if is(e, Timeout) then say("w1 2 timeout") elseif not ok then error(e, 0) end end
  sleep(5)
  say("w1 6")
  say("w1 7 end")
end
local function w2()
  local function f9()
    say("w2.f9 10")
    if T.w4 then say("w2.f9 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(2)
    say("w2.f9 13")
    error("E14", 0)
  end
  local function f15()
    say("w2.f15 16")
    sleep(3)
    say("w2.f15 18")
    do local _ <close> = defer(function()
      say("w2.f15 19 finally")
    end)
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2.f15 20 ok") elseif type(e) == "string" then say("w2.f15 20 err " .. kind(e)) else error(e, 0) end end
      local function f22()
        say("w2.f15.f22 23")
        sleep(0)
        say("w2.f15.f22 25")
        if not q:full() then q:put_nowait(26) end
        return "f22"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f22", f22)
        if T.w4 then say("w2.f15 cancels w4 " .. yn(T.w4:cancel())) end
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f15 28 ok") elseif type(e) == "string" then say("w2.f15 28 err " .. kind(e)) else error(e, 0) end end
        q:put(29)
        say("w2.f15 30 put 29")
      end)
        if is(e, ErrorGroup) then say("w2.f15 21 " .. kind(e)) elseif not ok then error(e, 0) end end
    end
    ev:set()
    return "f15"
  end
  local function f32()
    say("w2.f32 33")
    sleep(1)
    say("w2.f32 35")
    sleep(1)
    say("w2.f32 37")
    return "f32"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f9", f9)
    tg:spawn("f15", f15)
    tg:spawn("f32", f32)
  end)
    if is(e, ErrorGroup) then say("w2 8 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  say("w2 39 end")
end
local function w3()
  say("w3 size " .. q:size())
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  say("w3 42 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  do local ok, e = pcall(timeout, 1, function()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w4 46 woken")
    end
    do local ok, e = pcall(function()
      ev:clear()
      current():cancel()
      if not q:full() then q:put_nowait(50) end
    end)
      if is(e, Cancelled) then say("w4 47 cancelled cleanup")
        sleep(2)
        say("w4 47 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    ev:clear()
  end)
    if is(e, Timeout) then say("w4 44 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w4 53")
  say("w4 55")
  say("w4 56 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w4 ' .. yn(T.w4:cancel()))
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
